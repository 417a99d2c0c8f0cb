"""Seeing the service whole. First of all: is every promise kept that the data must keep (R145)?"""
