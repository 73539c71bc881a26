/** What a recording says about failures, as immutable values. No I/O, no JMC, no nulls. Start at {@link Analysis}. */
@NullMarked
package dev.epicenter.model;

import org.jspecify.annotations.NullMarked;
