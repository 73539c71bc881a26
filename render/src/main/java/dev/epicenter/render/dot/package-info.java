/** The propagation as a Graphviz graph. */
@NullMarked
package dev.epicenter.render.dot;

import org.jspecify.annotations.NullMarked;
