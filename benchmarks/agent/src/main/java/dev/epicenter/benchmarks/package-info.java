/**
 * What the agent costs: JMH benchmarks, run side by side without it, with it, and with what others do. Start at
 * {@link dev.epicenter.benchmarks.OverheadTable}; the script {@code benchmarks/overhead} runs everything.
 */
package dev.epicenter.benchmarks;
