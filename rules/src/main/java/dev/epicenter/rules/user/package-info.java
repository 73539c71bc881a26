/**
 * Rules and policies that users write: YAML files, checked against docs/rules.schema.json, with conditions in CEL. Start at
 * {@link UserRules}. Files are untrusted: their size, depth and aliases are bounded, their regular expressions run in linear
 * time, their conditions have a budget, and nothing in them is executed. Nothing outside of this package may load it before a
 * rule file is given, since CEL is heavy.
 */
@NullMarked
package dev.epicenter.rules.user;

import org.jspecify.annotations.NullMarked;
