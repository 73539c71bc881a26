/** Writes small recordings of what matters in large ones. Start at {@link dev.epicenter.analyzer.scrub.Scrub}. */
@NullMarked
package dev.epicenter.analyzer.scrub;

import org.jspecify.annotations.NullMarked;
