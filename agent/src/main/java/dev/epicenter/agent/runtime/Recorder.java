package dev.epicenter.agent.runtime;

import dev.epicenter.events.AgentStateEvent;
import dev.epicenter.events.Contract;
import dev.epicenter.events.EpicenterEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * Follows Flight Recorder: opens the {@link Gate} when the first recording with events of ours starts, closes it after the last.
 * Does not make Flight Recorder start, which takes a fifth of a second.
 */
public final class Recorder implements FlightRecorderListener {
    private final GateKeeper keeper;
    private final AtomicBoolean registered = new AtomicBoolean();
    private boolean open;
    private boolean stopped;

    private Recorder(GateKeeper keeper) {
        this.keeper = keeper;
    }

    /** Begins to follow; if recordings run already, with them. */
    public static Recorder follow(GateKeeper keeper) {
        Recorder recorder = new Recorder(keeper);
        FlightRecorder.addListener(recorder);
        if (FlightRecorder.isInitialized()) {
            recorder.recorderInitialized(FlightRecorder.getFlightRecorder());
            if (recordsOurs()) {
                Ticker.recording++;
                recorder.set(true);
            }
        }
        return recorder;
    }

    /** Stops following; the gate is closed. */
    public void stop() {
        FlightRecorder.removeListener(this);
        if (registered.get()) {
            FlightRecorder.removePeriodicEvent(StateReport.INSTANCE);
        }
        synchronized (this) {
            stopped = true;
            if (open) {
                close();
            }
        }
    }

    /** Called by Flight Recorder with locks of its own held, so that none of ours may be taken here. */
    @Override
    public void recorderInitialized(FlightRecorder recorder) {
        if (!registered.compareAndSet(false, true)) {
            return;
        }
        try {
            for (Class<? extends EpicenterEvent> type : Contract.events()) {
                FlightRecorder.register(type);
            }
            FlightRecorder.addPeriodicEvent(AgentStateEvent.class, StateReport.INSTANCE);
        } catch (Throwable fault) {
            Faults.in(Part.FAILURES, fault);
        }
    }

    @Override
    public void recordingStateChanged(Recording recording) {
        try {
            if (recording.getState() == RecordingState.RUNNING) {
                Ticker.recording++;
            }
            boolean wanted;
            do {
                wanted = recordsOurs();
                set(wanted);
            } while (wanted != recordsOurs());
        } catch (Throwable fault) {
            Faults.in(Part.FAILURES, fault);
        }
    }

    private synchronized void set(boolean wanted) {
        if (wanted && !open && !stopped) {
            open = true;
            CodeRequests.chunk++;
            Ticker.start();
            keeper.set(true);
        } else if (!wanted && open) {
            close();
        }
    }

    private void close() {
        open = false;
        keeper.set(false);
        Ticker.stop();
        Failures.clear();
        Tasks.clear();
        Outcomes.clear();
    }

    private static boolean recordsOurs() {
        boolean running = false;
        List<Recording> recordings = FlightRecorder.getFlightRecorder().getRecordings();
        for (Recording recording : recordings) {
            running |= recording.getState() == RecordingState.RUNNING;
        }
        if (!running) {
            return false;
        }
        for (Class<? extends EpicenterEvent> type : Contract.events()) {
            if (EventType.getEventType(type).isEnabled()) {
                return true;
            }
        }
        return false;
    }
}
