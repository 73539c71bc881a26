/** Charts as SVG. The only package that sees JFreeChart and Batik. Start at {@link Charts}. */
@NullMarked
package dev.epicenter.render.chart;

import org.jspecify.annotations.NullMarked;
