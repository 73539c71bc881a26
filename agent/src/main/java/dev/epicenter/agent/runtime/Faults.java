package dev.epicenter.agent.runtime;

import dev.epicenter.events.AgentFaultEvent;
import java.util.concurrent.atomic.AtomicLong;

/** What happens when the agent itself fails: the part it belongs to is switched off and says so once. Nobody else notices. */
public final class Faults {
    private static final int FRAMES = 12;
    private static final AtomicLong COUNT = new AtomicLong();

    private Faults() {}

    /**
     * Switches the part off, unless the virtual machine is to blame: memory or stack that is exhausted for the application is
     * exhausted for us, and may be there again the next time.
     */
    public static void in(Part part, Throwable fault) {
        try {
            COUNT.incrementAndGet();
            if (fault instanceof VirtualMachineError || !part.on) {
                return;
            }
            part.on = false;
            AgentFaultEvent event = new AgentFaultEvent();
            event.part = part.id();
            event.thrownClass = fault.getClass().getName();
            event.message = fault.getMessage();
            event.at = Frames.text(fault.getStackTrace(), FRAMES);
            event.commit();
        } catch (Throwable again) {
            part.on = false;
        }
    }

    static long count() {
        return COUNT.get();
    }
}
