package dev.parley.viewstore;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import java.util.HashSet;
import java.util.Set;

/** All databases in one set of files. */
final class PersistentBackend extends AbstractMongoBackend {

    private final Documents documents;
    private final Catalogue catalogue;

    PersistentBackend(Documents documents, Catalogue catalogue) {
        this.documents = documents;
        this.catalogue = catalogue;
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new PersistentDatabase(name, getCursorRegistry(), documents, catalogue);
    }

    @Override
    protected Set<String> listDatabaseNames() {
        Set<String> names = new HashSet<>(super.listDatabaseNames());
        names.addAll(catalogue.databases());
        return names;
    }

    @Override
    public void close() {
        super.close();
        documents.close();
    }
}
