"""The invented sample school: its data in resources/sample/ laid onto the days of a real term."""
