/** Failures over time in speedscope's file format. */
@NullMarked
package dev.epicenter.render.speedscope;

import org.jspecify.annotations.NullMarked;
