/** What is asked of JMC core, as a reader next to ours: whether it opens a recording, and what its rules say. */
@NullMarked
package dev.epicenter.analyzer.jmc;

import org.jspecify.annotations.NullMarked;
