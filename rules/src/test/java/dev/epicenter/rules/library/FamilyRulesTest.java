package dev.epicenter.rules.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Severity;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.SymptomKind;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.Story;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that are made of families: which of them takes which failure, by type, message and place. */
class FamilyRulesTest {
    private static final String CALLER = "com.acme.Client.call:7";

    @ParameterizedTest(name = "{1} \"{2}\"")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            NameResolution | java.net.UnknownHostException | db: Temporary failure in name resolution | The resolver did not answer
            NameResolution | java.net.UnknownHostException | db.prod: Name or service not known | A host name does not exist
            NameResolution | java.nio.channels.UnresolvedAddressException | | A host name does not exist
            ConnectionFailed | java.net.ConnectException | Connection refused | A connection was refused
            ConnectionFailed | io.netty.channel.AbstractChannel$AnnotatedConnectException | Connection refused: db/10.0.0.7:5432 | A connection was refused
            ConnectionFailed | java.net.SocketTimeoutException | Connect timed out | A connection was not answered
            ConnectionFailed | java.net.http.HttpConnectTimeoutException | HTTP connect timed out | A connection was not answered
            ConnectionFailed | java.net.NoRouteToHostException | No route to host | No way to the host
            ConnectionFailed | java.net.BindException | Address already in use | A port was already taken
            ConnectionFailed | java.net.BindException | Cannot assign requested address | No local port or address was left
            ConnectionFailed | java.io.IOException | Broken pipe | A connection was cut by the other side
            TlsFailed | java.security.cert.CertificateExpiredException | NotAfter: Mon Nov 02 | A certificate has expired
            TlsFailed | javax.net.ssl.SSLHandshakeException | PKIX path validation failed: … validity check failed | A certificate has expired
            TlsFailed | javax.net.ssl.SSLHandshakeException | PKIX path building failed: … | A certificate is not trusted
            TlsFailed | javax.net.ssl.SSLHandshakeException | No name matching api.acme.com found | A certificate names another host
            TlsFailed | javax.net.ssl.SSLHandshakeException | Received fatal alert: handshake_failure | No TLS protocol or cipher
            TlsFailed | javax.net.ssl.SSLHandshakeException | Received fatal alert: certificate_required | The other side refused
            TlsFailed | javax.net.ssl.SSLHandshakeException | Remote host terminated the handshake | The other side refused
            TlsFailed | javax.net.ssl.SSLException | Unsupported or unrecognized SSL message | Plain text came
            TlsFailed | javax.net.ssl.SSLHandshakeException | bad | A TLS handshake failed
            SqlFailed | org.springframework.dao.DeadlockLoserDataAccessException | | The database found a deadlock
            SqlFailed | java.sql.SQLException | ERROR: could not serialize access due to concurrent update | The database found a deadlock
            SqlFailed | java.sql.SQLException | Lock wait timeout exceeded; try restarting transaction | A lock was not got in time
            SqlFailed | java.sql.SQLTimeoutException | | A statement took too long
            SqlFailed | org.hibernate.exception.ConstraintViolationException | could not execute statement | A row violated a constraint
            SqlFailed | java.sql.SQLException | DB2 SQL Error: SQLCODE=-803, SQLSTATE=23505 | A row violated a constraint
            SqlFailed | java.sql.SQLSyntaxErrorException | Table 'shop.ordr' doesn't exist | A statement can't work
            SqlFailed | java.sql.SQLException | FATAL: password authentication failed for user "app" | The database refused the log-in
            SqlFailed | java.sql.SQLNonTransientConnectionException | gone | The connection to the database was lost
            DiskFull | java.io.IOException | No space left on device | A disk was full
            FileDescriptors | java.io.FileNotFoundException | /var/log/a.log (Too many open files) | File descriptors were used up
            FileDescriptors | java.net.SocketException | Too many open files | File descriptors were used up
            PermissionDenied | java.nio.file.AccessDeniedException | | The system refused access
            PermissionDenied | java.io.FileNotFoundException | /etc/x (Permission denied) | The system refused access
            PermissionDenied | java.nio.file.FileSystemException | Read-only file system | A file system is read-only
            ClassLoading | java.lang.NoClassDefFoundError | com/acme/Thing | A class is missing
            ClassLoading | java.lang.NoSuchMethodError | 'void com.acme.Thing.run()' | Code and library are of different versions
            ClassLoading | java.lang.ClassCastException | class a.B cannot be cast to class a.B (a.B is in …) | One class came from two loaders
            ClassLoading | java.lang.LinkageError | loader constraint violation: … | One class came from two loaders
            ClassLoading | java.lang.UnsupportedClassVersionError | a/B has been compiled by … | A class is for a newer JVM
            ClassLoading | java.util.ServiceConfigurationError | a.B: Provider c.D not found | A service has no provider
            ClassLoading | java.sql.SQLException | No suitable driver found for jdbc:x | A service has no provider
            ClassLoading | java.lang.UnsatisfiedLinkError | no x in java.library.path | A native library was not found
            UseAfterClose | java.io.IOException | Stream closed | Something was used after it had been closed
            UseAfterClose | java.nio.channels.ClosedChannelException | | Something was used after it had been closed
            ConcurrentModification | java.util.ConcurrentModificationException | | A collection was changed while
            Timeouts | java.net.SocketTimeoutException | Read timed out | An answer on a connection
            Timeouts | java.net.http.HttpTimeoutException | request timed out | An HTTP request
            Timeouts | io.grpc.StatusRuntimeException | DEADLINE_EXCEEDED: deadline exceeded after 2s | A call's deadline passed
            Timeouts | org.apache.kafka.common.errors.TimeoutException | Topic orders not present in metadata after 60000 ms. | A message broker
            """)
    void tellWhatHappened(String rule, String type, String message, String summary) {
        assertThat(ofWrapped(rule, type, message, "java.util.Any.make:1", CALLER))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.summary()).startsWith(summary).contains("com.acme.Client.call:7");
                    assertThat(f.severity()).isEqualTo(Severity.INFO);
                    assertThat(f.counter()).anyMatch(c -> c.startsWith("Another failure took it up"));
                    assertThat(f.explanation()).isNotBlank();
                    assertThat(f.remedy()).isNotBlank();
                });
    }

    @ParameterizedTest(name = "{1} \"{2}\"")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            ConnectionFailed | java.sql.SQLTransientConnectionException | pool - Connection is not available, request timed out after 1000ms. | java.util.Any.make:1
            TlsFailed | java.io.IOException | does not match the pattern | java.util.Any.make:1
            SqlFailed | jakarta.validation.ConstraintViolationException | name must not be blank | java.util.Any.make:1
            SqlFailed | com.acme.RegionException | out of range | java.util.Any.make:1
            PermissionDenied | com.acme.auth.ForbiddenException | Permission denied | com.acme.auth.Guard.check:3
            ClassLoading | java.lang.NoClassDefFoundError | Could not initialize class com.acme.Tax | java.util.Any.make:1
            ClassLoading | java.lang.ClassCastException | class a.B cannot be cast to class a.C (a.B and a.C …) | java.util.Any.make:1
            ClassLoading | java.lang.ClassNotFoundException | com.acme.Optional | java.util.Any.make:1
            UseAfterClose | java.lang.IllegalStateException | account is closed | com.acme.Accounts.book:4
            UseAfterClose | java.net.SocketException | Socket closed | sun.nio.ch.NioSocketImpl.endAccept:5
            UseAfterClose | java.nio.channels.AsynchronousCloseException | | sun.nio.ch.Any.end:5
            ConcurrentModification | java.lang.NullPointerException | Cannot invoke … because "key" is null | java.util.TreeMap.put:9
            Timeouts | java.net.SocketTimeoutException | Accept timed out | sun.nio.ch.NioSocketImpl.accept:5
            Timeouts | java.util.concurrent.TimeoutException | no seat left | com.acme.Seats.await:5
            """)
    void takeNothingThatOnlyLooksAlike(String rule, String type, String message, String top) {
        assertThat(ofWrapped(rule, type, message, top, CALLER)).isEmpty();
    }

    @Test
    void seeAFormatThatThreadsShare() {
        String[] inside = {
            "jdk.internal.math.FloatingDecimal.readJavaFormatString:1890",
            "java.lang.Double.parseDouble:651",
            "java.text.DigitList.getDouble:169",
            "java.text.DecimalFormat.parse:2202",
            "java.text.SimpleDateFormat.parse:1937",
            CALLER
        };

        assertThat(ofWrapped("ConcurrentModification", "java.lang.NumberFormatException", "multiple points", inside))
                .singleElement()
                .satisfies(f -> assertThat(f.summary()).startsWith("A format of dates or numbers was used by several"));
        assertThat(ofWrapped(
                        "ConcurrentModification",
                        "java.lang.NumberFormatException",
                        "For input string: \"x\"",
                        "java.lang.Integer.parseInt:652",
                        CALLER,
                        "java.text.DigitList.getDouble:169"))
                .isEmpty();
    }

    @Test
    void seeAMapThatItsComputationChanges() {
        assertThat(ofWrapped(
                        "ConcurrentModification",
                        "java.lang.IllegalStateException",
                        "Recursive update",
                        "java.util.concurrent.ConcurrentHashMap.computeIfAbsent:1760",
                        CALLER))
                .singleElement()
                .satisfies(f -> assertThat(f.summary()).startsWith("A map was changed by the computation"));
    }

    @Test
    void seeAThreadOfAPoolThatWaitsForAnotherTask() {
        assertThat(ofWrapped(
                        "Timeouts",
                        "java.util.concurrent.TimeoutException",
                        null,
                        "java.util.concurrent.FutureTask.get:204",
                        CALLER,
                        "java.util.concurrent.FutureTask.run:264",
                        "java.util.concurrent.ThreadPoolExecutor.runWorker:1136"))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.summary()).startsWith("A thread of a pool waited in vain");
                    assertThat(f.explanation()).contains("the pool waited for itself");
                });
    }

    @Test
    void takeAClassThatMainWentOnWithoutForOptional() {
        assertThat(lookedUp(true).findings(new ClassLoadingRule()))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(Severity.INFO);
                    assertThat(f.counter()).anyMatch(c -> c.startsWith("Thread main went on in com.acme.Main.main:9"));
                });
        assertThat(lookedUp(false).findings(new ClassLoadingRule()))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.WARNING));
    }

    private static Story lookedUp(boolean wentOn) {
        Story story = new Story();
        Failure missing = story.thrown(
                1,
                "main",
                "java.lang.NoClassDefFoundError",
                "com/acme/Fast",
                "com.acme.Codecs.fast:3",
                "com.acme.Main.main:9");
        story.incident(SymptomKind.REQUEST_FAILED, missing, missing, "failed");
        if (wentOn) {
            story.thrown(
                    2, "main", "java.lang.NoSuchMethodException", "x", "com.acme.Api.probe:3", "com.acme.Main.main:10");
        }
        return story;
    }

    @Test
    void seeACollectionThatIsBrokenInside() {
        assertThat(ofWrapped(
                        "ConcurrentModification",
                        "java.lang.ArrayIndexOutOfBoundsException",
                        "Index 33 out of bounds for length 33",
                        "java.util.ArrayList.add:455",
                        CALLER))
                .singleElement()
                .satisfies(f -> assertThat(f.summary()).startsWith("A collection is broken inside"));
    }

    @Test
    void knowResultsOfOtherThreadsByWhoWaited() {
        assertThat(ofWrapped(
                        "Timeouts",
                        "java.util.concurrent.TimeoutException",
                        "",
                        "java.util.concurrent.FutureTask.get:204",
                        CALLER))
                .singleElement()
                .satisfies(f -> assertThat(f.summary()).startsWith("A result of another thread did not come in time"));
    }

    @Test
    void warnOnTheWayOfAnIncident() {
        Story story = new Story();
        Failure full =
                story.thrown(5, "w", "java.io.IOException", "No space left on device", "java.io.F.write:1", CALLER);
        Failure wrapper = story.thrown(5.001, "w", "com.acme.SaveException", "", "com.acme.Store.save:9");
        story.led(full, Relation.CAUSE, wrapper);
        story.incident(dev.epicenter.model.SymptomKind.REQUEST_FAILED, full, wrapper, "failed");

        assertThat(story.findings(new DiskFullRule())).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(Severity.WARNING);
            assertThat(f.incidents()).containsExactly("incident-1");
            assertThat(f.counter()).isEmpty();
        });
    }

    @Test
    void tellOnceWhatWentOnUnderOtherNames() {
        Story story = new Story();
        Failure inner =
                story.thrown(5, "w", "sun.net.ConnectionResetException", "Connection reset", "sun.net.S.r:1", CALLER);
        Failure outer =
                story.thrown(5.001, "w", "java.net.SocketException", "Connection reset", "sun.net.T.r:1", CALLER);
        Failure wrapper = story.thrown(5.002, "w", "com.acme.PayException", "", "com.acme.Pay.pay:9");
        story.led(inner, Relation.WRAP, outer);
        story.led(outer, Relation.CAUSE, wrapper);

        assertThat(story.findings(new ConnectionFailedRule())).singleElement().satisfies(f -> assertThat(f.summary())
                .contains("ConnectionResetException")
                .endsWith("It went on as SocketException."));
    }

    @Test
    void staySilentOnWhatWasHandledOnTheSpot() {
        Story story = new Story();
        story.thrown(
                5, "w", "java.net.UnknownHostException", "cache: Name or service not known", "java.net.I.l:1", CALLER);

        assertThat(story.findings(new NameResolutionRule())).isEmpty();
    }

    @Test
    void staySilentOnWhatALibraryMadeOfItsOwn() {
        Story story = new Story();
        StackTrace inLibrary = Story.stack("org.h2.Db.get:1", CALLER);
        Failure refused =
                story.repeated(9, false, 1, 5, "w", "java.sql.SQLIntegrityConstraintViolationException", "", inLibrary);
        Failure own = story.repeated(9, false, 1, 5.001, "w", "org.h2.DbException", "", inLibrary);
        story.led(refused, Relation.CAUSE, own);

        assertThat(story.findings(new SqlFailedRule())).isEmpty();
    }

    @Test
    void mentionThatTheSameIsUsualElsewhere() {
        Story story = new Story();
        story.repeated(
                300,
                true,
                0.1,
                1,
                "poller",
                "java.net.SocketTimeoutException",
                "Read timed out",
                Story.stack("java.net.S.r:1"));
        Failure late =
                story.thrown(9, "w", "java.net.SocketTimeoutException", "Read timed out", "java.net.S.r:1", CALLER);
        Failure wrapper = story.thrown(9.001, "w", "com.acme.PayException", "", "com.acme.Pay.pay:9");
        story.led(late, Relation.CAUSE, wrapper);

        assertThat(story.findings(new TimeoutsRule()))
                .singleElement()
                .satisfies(
                        f -> assertThat(f.counter())
                                .contains(
                                        "The same happens all the time elsewhere in this process and is handled there (300 times recorded)."));
    }

    /** What a rule says of a failure that the application wrapped. */
    private static List<Finding> ofWrapped(String rule, String type, @Nullable String message, String... frames) {
        Story story = new Story();
        Failure failure = story.thrown(5, "web-1", type, message == null ? "" : message, frames);
        Failure wrapper = story.thrown(5.001, "web-1", "com.acme.CallException", "", "com.acme.Web.handle:9");
        story.led(failure, Relation.CAUSE, wrapper);
        return story.findings(rule(rule));
    }

    private static Rule rule(String name) {
        return dev.epicenter.rules.RuleLibrary.rules().stream()
                .filter(r -> r.getClass().getSimpleName().equals(name + "Rule"))
                .findFirst()
                .orElseThrow();
    }
}
