package dev.epicenter.model;

/**
 * Where a chain came to light.
 *
 * @param kind    what users saw
 * @param failure id of the last failure of the chain
 * @param text    what was seen, in one sentence
 */
public record Symptom(SymptomKind kind, int failure, String text) {}
