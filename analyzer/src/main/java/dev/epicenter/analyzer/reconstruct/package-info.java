/** Stage 2: recorded events to a graph of failures and the links between them. Start at {@link Reconstruction}. */
@NullMarked
package dev.epicenter.analyzer.reconstruct;

import org.jspecify.annotations.NullMarked;
