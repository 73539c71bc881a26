/** The command line: one command a class, arguments in, exit code out. Start at {@link Main}. */
@NullMarked
package dev.epicenter.cli;

import org.jspecify.annotations.NullMarked;
