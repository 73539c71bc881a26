package dev.epicenter.agent.runtime;

/** Opens and closes the {@link Gate}; the agent's core can. */
public interface GateKeeper {
    void set(boolean open);
}
