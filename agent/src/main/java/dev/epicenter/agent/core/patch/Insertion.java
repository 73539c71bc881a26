package dev.epicenter.agent.core.patch;

/**
 * Code that goes in front of an instruction.
 *
 * @param at     position of the instruction
 * @param behind whether what jumps to the instruction still does, and does not run what is inserted
 * @param code   straight-line code that needs no more than {@code stack} places on the stack beside those that are taken
 */
record Insertion(int at, boolean behind, byte[] code, int stack) {}
