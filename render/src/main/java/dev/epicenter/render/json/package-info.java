/** The json form of a diagnosis. */
@NullMarked
package dev.epicenter.render.json;

import org.jspecify.annotations.NullMarked;
