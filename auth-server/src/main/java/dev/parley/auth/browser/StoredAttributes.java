package dev.parley.auth.browser;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.core.convert.support.GenericConversionService;

/**
 * What a session remembers, as bytes. Java's own serialisation, because everything that Spring Security puts there knows it and not
 * all of it knows JSON; read back through a list of what may be read, so that whoever can write to the database cannot have code run
 * here. What an older version wrote in a shape of its own is forgotten: its person signs in again.
 */
final class StoredAttributes extends GenericConversionService {

    private static final Logger log = LoggerFactory.getLogger(StoredAttributes.class);

    private static final ObjectInputFilter KNOWN =
            ObjectInputFilter.Config.createFilter("maxdepth=32;maxrefs=2000;maxarray=20000;maxbytes=100000;"
                    + "java.lang.*;java.util.*;java.util.concurrent.*;java.time.*;java.net.URI;"
                    + "org.springframework.security.**;jakarta.servlet.http.Cookie;dev.parley.**;!*");

    StoredAttributes() {
        addConverter(Object.class, byte[].class, StoredAttributes::write);
        addConverter(new Reading());
    }

    private static byte[] write(Object attribute) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(attribute);
        } catch (IOException e) {
            throw new UncheckedIOException("A browser session cannot keep a " + attribute.getClass(), e);
        }
        return bytes.toByteArray();
    }

    private static @Nullable Object read(byte[] bytes) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            in.setObjectInputFilter(KNOWN);
            return in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            log.warn("A browser session remembers something that this version does not read: {}", e.toString());
            return null;
        }
    }

    /** Written out because the short form may not answer with nothing. */
    private static final class Reading implements GenericConverter {

        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(byte[].class, Object.class));
        }

        @Override
        public @Nullable Object convert(@Nullable Object source, TypeDescriptor from, TypeDescriptor to) {
            return source instanceof byte[] bytes ? read(bytes) : null;
        }
    }
}
