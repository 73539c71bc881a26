/** A program whose every name and text is an attack or a secret. It runs in a JVM of its own. Start at {@link HostileProgram}. */
@NullMarked
package dev.epicenter.e2e.hostile;

import org.jspecify.annotations.NullMarked;
