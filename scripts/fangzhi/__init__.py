"""方志 fangzhi: a static local archive in Simplified Chinese, Traditional Chinese and English."""

__version__ = "0.1.0"
