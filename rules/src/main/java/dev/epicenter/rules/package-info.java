/**
 * What an experienced engineer would say about an analysis: one class a rule, pure functions of the model, no I/O on the
 * recording. Start at {@link RuleEngine}, which runs them, or at {@link Rule}, which is one; ours are in {@code library},
 * those of users in {@code user}, and what both ask an analysis is in {@code facts}.
 */
@NullMarked
package dev.epicenter.rules;

import org.jspecify.annotations.NullMarked;
