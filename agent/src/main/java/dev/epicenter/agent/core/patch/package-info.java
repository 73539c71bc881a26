/**
 * Adds code to methods of a class file, and does nothing else: a fraction of what ASM can, at a fraction of its cost. Every class that
 * an application loads passes here, and with ASM the JVM spends more time compiling ASM than ASM does on the classes (ADR 10 has
 * the figures).
 *
 * <p>Code is added in straight lines: no branch, no local variable. Everything else that knows positions in the code is moved along:
 * jumps, switches, exception table, stack map frames, line numbers, variable scopes. Layouts: The Java Virtual Machine
 * Specification, chapter 4. Start at {@link dev.epicenter.agent.core.patch.ClassBytes}.
 */
@NullMarked
package dev.epicenter.agent.core.patch;

import org.jspecify.annotations.NullMarked;
