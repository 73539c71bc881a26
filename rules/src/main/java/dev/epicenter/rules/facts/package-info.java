/** What rules ask an analysis, and how they write down what they found. */
@NullMarked
package dev.epicenter.rules.facts;

import org.jspecify.annotations.NullMarked;
