"""The two scripts: conversion between Simplified and Traditional Chinese, with reasons."""
