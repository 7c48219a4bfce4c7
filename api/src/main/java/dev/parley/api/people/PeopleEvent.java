package dev.parley.api.people;

/** Whatever stands on the topic of people: what can happen to a person, and between two of them. */
public sealed interface PeopleEvent permits PersonEvent, FriendshipEvent {}
