/**
 * What an experienced engineer would say about an analysis: one class a rule, pure functions of the model, no I/O on the
 * recording. Start at {@link RuleLibrary}; a new rule is one class here, one test, one page in docs/rules, one line there.
 */
@NullMarked
package dev.epicenter.rules;

import org.jspecify.annotations.NullMarked;
