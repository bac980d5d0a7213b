package org.medspike.evaluation.report;

/**
 * Where a report comes from.
 *
 * @param program name and version of the program
 * @param data the data folder, as it was given
 * @param created date of the report, ISO 8601
 */
public record ReportSource(String program, String data, String created) {}
