/**
 * Tests of the built product, as users run it: the jar and the launcher, the shipped samples, a browser. Start at {@link
 * dev.epicenter.e2e.SamplesTest}, which holds every answer to the truth.
 */
@NullMarked
package dev.epicenter.e2e;

import org.jspecify.annotations.NullMarked;
