/**
 * Which jar, module or directory code was delivered in: from what was recorded, and from the class path where the user gives it.
 * Reads listings, manifests and Maven's properties; loads and runs nothing. Start at {@link
 * dev.epicenter.analyzer.origin.Origins}.
 */
@NullMarked
package dev.epicenter.analyzer.origin;

import org.jspecify.annotations.NullMarked;
