/** Writes torn recordings anew, so that readers that give up at the first flaw open them. Start at {@link dev.epicenter.analyzer.repair.Repair}. */
@NullMarked
package dev.epicenter.analyzer.repair;

import org.jspecify.annotations.NullMarked;
