package dev.parley.api.people;

/** Whatever stands on the topic of people: what can happen to a person, between two of them, and to what one of them plans to say. */
public sealed interface PeopleEvent permits PersonEvent, FriendshipEvent, ScheduleEvent {}
