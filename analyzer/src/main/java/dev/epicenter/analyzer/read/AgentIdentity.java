package dev.epicenter.analyzer.read;

/**
 * What the agent's event of a throwable says of it; 0 where it says nothing.
 *
 * @param number      of the throwable
 * @param cause       number of what it was built with as its cause
 * @param handled     number of what a catch block of its thread had received last
 * @param handledSite that block
 * @param task        the task that ran on its thread
 */
record AgentIdentity(long number, long cause, long handled, long handledSite, long task) {
    /** Of a throw that the agent does not know. */
    static final AgentIdentity NONE = new AgentIdentity(0, 0, 0, 0, 0);
}
