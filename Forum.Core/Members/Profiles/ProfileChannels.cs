using Forum.Core.Live;

namespace Forum.Core.Members.Profiles;

/// <summary>The channels of profiles.</summary>
public static class ProfileChannels
{
    /// <summary>The kind of a profile's channel.</summary>
    public const string ProfileKind = "Profile";

    /// <summary>The kind of the channel of several profiles.</summary>
    public const string ProfilesKind = "Profiles";

    extension(LiveChannel)
    {
        /// <summary>The public part of a member: the profile, and what's listed there.</summary>
        public static LiveChannel Profile(int memberId) => new(ProfileKind, memberId);

        /// <summary>Changes to the profiles of several members: a removed thread may have been on many.</summary>
        public static LiveChannel Profiles => new(ProfilesKind);
    }
}
