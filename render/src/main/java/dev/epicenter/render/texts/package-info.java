/** What all formats do with strings, times and numbers. Knows no format. */
@NullMarked
package dev.epicenter.render.texts;

import org.jspecify.annotations.NullMarked;
