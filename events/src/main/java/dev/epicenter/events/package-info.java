/**
 * The JFR events that the agent writes: the contract between agent and analyzer, and for whoever else reads them. One class an
 * event, all named {@code epicenter.*}; docs/events.md describes each field and how they join. Sees {@code jdk.jfr} only.
 * Strings that come from a fixed set are in {@link dev.epicenter.events.Words}.
 */
@NullMarked
package dev.epicenter.events;

import org.jspecify.annotations.NullMarked;
