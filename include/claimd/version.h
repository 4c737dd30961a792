/* version.h: which claimd this is (https://semver.org). */
#ifndef CLAIMD_VERSION_H
#define CLAIMD_VERSION_H

#define CLAIMD_VERSION "0.1.0"

#endif
