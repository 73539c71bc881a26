/** Charts, and how they become SVG or PNG. The only package that sees JFreeChart and AWT. Start at {@link Charts}. */
@NullMarked
package dev.epicenter.render.chart;

import org.jspecify.annotations.NullMarked;
