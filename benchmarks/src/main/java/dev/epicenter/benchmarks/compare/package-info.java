/** Helpers of the script {@code compare}. */
package dev.epicenter.benchmarks.compare;
