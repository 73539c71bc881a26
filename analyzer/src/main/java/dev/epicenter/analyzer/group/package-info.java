/** Stage 3: the graph of failures to incidents with ranked root causes, and the verdict. Start at {@link Grouping}. */
@NullMarked
package dev.epicenter.analyzer.group;

import org.jspecify.annotations.NullMarked;
