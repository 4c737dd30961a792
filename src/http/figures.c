#include "claimd/figures.h"

const struct bounds bounds_us = {
    13, {100, 250, 500, 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 1000000, 2500000}};
const struct bounds bounds_group = {11, {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024}};

void figure_add(_Atomic uint64_t *figure, uint64_t more)
{
    atomic_store_explicit(figure, atomic_load_explicit(figure, memory_order_relaxed) + more, memory_order_relaxed);
}

uint64_t figure_get(const _Atomic uint64_t *figure)
{
    return atomic_load_explicit(figure, memory_order_relaxed);
}

void histogram_add(struct histogram *histogram, const struct bounds *bounds, uint64_t value)
{
    size_t at = 0;
    while (at < bounds->count && value > bounds->values[at])
        at++;
    figure_add(&histogram->buckets[at], 1);
    figure_add(&histogram->sum, value);
}

void histogram_read(const struct histogram *histogram, struct histogram_figures *figures)
{
    for (size_t i = 0; i < COUNT(figures->buckets); i++)
        figures->buckets[i] += figure_get(&histogram->buckets[i]);
    figures->sum += figure_get(&histogram->sum);
}
