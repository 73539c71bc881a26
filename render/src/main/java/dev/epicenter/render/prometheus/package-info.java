/** Scores and counts in the OpenMetrics text format. */
@NullMarked
package dev.epicenter.render.prometheus;

import org.jspecify.annotations.NullMarked;
