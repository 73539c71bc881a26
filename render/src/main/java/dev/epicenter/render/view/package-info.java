/** Groupings of a diagnosis that its forms show and the model does not hold ready. Knows no format and concludes nothing. */
@NullMarked
package dev.epicenter.render.view;

import org.jspecify.annotations.NullMarked;
