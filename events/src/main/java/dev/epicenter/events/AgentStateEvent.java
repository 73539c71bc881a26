package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import org.jspecify.annotations.Nullable;

/** What the agent is, does and leaves out. Written at the beginning and end of each chunk. */
@Name("epicenter.AgentState")
@Label("Agent State")
@Description("What the agent is, does and leaves out")
@Category({"Epicenter", "Agent"})
@Period("everyChunk")
public final class AgentStateEvent extends EpicenterEvent {
    @Label("Version")
    @Description("Of the agent")
    public @Nullable String version;

    @Label("Mode")
    @Description("start: by -javaagent; attach: into a running process")
    public @Nullable String mode;

    @Label("Service")
    @Description("The name given by service=, else null")
    public @Nullable String service;

    @Label("Options")
    @Description("As given")
    public @Nullable String options;

    @Label("Parts")
    @Description("What is recorded, separated by semicolons")
    public @Nullable String parts;

    @Label("Disabled Parts")
    @Description("What is not, because it does not fit this JDK or had a fault, separated by semicolons")
    public @Nullable String disabledParts;

    @Label("Hooks")
    @Description("JDK methods that are instrumented, separated by semicolons; others follow when their class is loaded")
    public @Nullable String hooks;

    @Label("Missing Hooks")
    @Description("JDK methods that were expected and are not there, separated by semicolons")
    public @Nullable String missingHooks;

    @Label("Instrumented Classes")
    public int instrumentedClasses;

    @Label("Skipped Classes")
    @Description("That should have been instrumented and could not be; each has a Class Skipped event")
    public int skippedClasses;

    @Label("Handler Sites")
    @Description("Catch blocks that are watched")
    public int handlerSites;

    @Label("Handled")
    @Description("Failures that reached them since the agent began to record")
    public long handledCount;

    @Label("Failures")
    @Description("Throwables constructed since the agent began to record")
    public long failureCount;

    @Label("Recorded Failures")
    @Description("Of these, how many have a Failure event")
    public long recordedFailureCount;

    @Label("Forgotten Tasks")
    @Description("Tasks whose submission the agent had to forget before they ran")
    public long forgottenTasks;

    @Label("Forgotten Failures")
    @Description(
            "Failures that the agent had to forget while they may still have been in use: seen again, they get a new number")
    public long forgottenFailures;

    @Label("Faults")
    @Description("Of the agent itself")
    public long faults;
}
