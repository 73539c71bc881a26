/** Throw sites as collapsed stacks, for flame graphs. */
@NullMarked
package dev.epicenter.render.collapsed;

import org.jspecify.annotations.NullMarked;
