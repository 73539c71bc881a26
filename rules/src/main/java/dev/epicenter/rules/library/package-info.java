/** The rules we ship, one class each, listed in {@link dev.epicenter.rules.RuleLibrary}. */
@NullMarked
package dev.epicenter.rules.library;

import org.jspecify.annotations.NullMarked;
