/** The html form of a diagnosis. */
@NullMarked
package dev.epicenter.render.html;

import org.jspecify.annotations.NullMarked;
