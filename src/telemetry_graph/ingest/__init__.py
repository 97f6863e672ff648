"""Ingestion: accepts batches and crash reports, and stores them in one transaction per flush."""
