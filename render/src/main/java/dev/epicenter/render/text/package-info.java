/** The text form of a diagnosis. */
@NullMarked
package dev.epicenter.render.text;

import org.jspecify.annotations.NullMarked;
