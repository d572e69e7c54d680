"""The tests of fangzhi. All texts here are the project's own, and all places but the sample archive's are invented."""
