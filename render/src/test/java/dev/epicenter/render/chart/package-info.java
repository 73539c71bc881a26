/** Tests of what leaves the tool. */
@NullMarked
package dev.epicenter.render.chart;

import org.jspecify.annotations.NullMarked;
