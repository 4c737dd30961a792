// Counting what was found.

/** Of things named by strings: how many were wanted, found, and both. */
export class Score {
  wanted = 0;
  found = 0;
  right = 0;
  /** wanted and found: arrays of strings. */
  add(wanted, found) {
    const left = new Map();
    for (const one of wanted) left.set(one, (left.get(one) ?? 0) + 1);
    for (const one of found) {
      const n = left.get(one) ?? 0;
      if (n > 0) this.right++;
      left.set(one, n - 1);
    }
    this.wanted += wanted.length;
    this.found += found.length;
  }
  get precision() {
    return this.found === 0 ? 0 : this.right / this.found;
  }
  get recall() {
    return this.wanted === 0 ? 0 : this.right / this.wanted;
  }
  get f1() {
    return this.found + this.wanted === 0 ? 0 : (2 * this.right) / (this.found + this.wanted);
  }
}
