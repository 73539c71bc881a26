package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** Something in the agent went wrong; the part it belongs to is off from now on. */
@Name("epicenter.AgentFault")
@Label("Agent Fault")
@Description("Something in the agent went wrong; the part it belongs to is off from now on")
@Category({"Epicenter", "Agent"})
public final class AgentFaultEvent extends EpicenterEvent {
    @Label("Part")
    @Description("What is off")
    public @Nullable String part;

    @Label("Thrown Class")
    @Description("Binary name")
    public @Nullable String thrownClass;

    @Label("Message")
    public @Nullable String message;

    @Label("At")
    @Description("Innermost frames, one a line")
    public @Nullable String at;
}
